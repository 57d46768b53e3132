import { html, css } from 'lit';
import { CodexPage } from './qwc-codex-page.js';
import { pageStyle, problem, pretty, time } from './qwc-codex-common.js';
import './qwc-codex-item.js';
import '@vaadin/button';

/**
 * The sessions of the application, and what was recorded of them.
 */
export class QwcCodexSessions extends CodexPage {

    static styles = [pageStyle, css`
        tr.session {
            cursor: pointer;
        }`];

    static properties = {
        _sessions: { state: true },
        _chosen: { state: true },
        _entries: { state: true }
    };

    _load() {
        this._chosen = null;
        this._ask(this.jsonRpc.listSessions({ client: this._client }), found => this._sessions = found.sessions);
    }

    _clear() {
        this._sessions = [];
    }

    render() {
        return html`
            <div class="bar">
                ${this._clientChoice()}
                <vaadin-button @click="${this.hotReload}">Refresh</vaadin-button>
            </div>
            ${problem(this._problem)}
            ${!this._problem && this._sessions?.length === 0
                ? html`<div class="empty">There are none: CodexSessions makes them.</div>` : this._list()}
            ${this._chosen ? html`<h4>${this._chosen}</h4>` : html``}
            ${this._chosen ? this._entries.map(entry => this._entry(entry)) : html``}`;
    }

    _list() {
        return html`
            <table>
                <tr><th>Key</th><th>Thread</th><th>Entries</th><th>Last entry</th><th></th></tr>
                ${(this._sessions ?? []).map(session => html`
                    <tr class="session" data-session="${session.key}" @click="${() => this._choose(session.key)}">
                        <td class="name">${session.key}</td>
                        <td>${session.thread ?? ''}</td>
                        <td>${session.entries}</td>
                        <td>${time(session.updatedAt)}</td>
                        <td>${session.open ? html`<span class="badge">a turn is open</span>` : html``}</td>
                    </tr>`)}
            </table>`;
    }

    _choose(key) {
        this._ask(this.jsonRpc.readSession({ client: this._client, key: key }), session => {
            this._entries = session.entries;
            this._chosen = key;
        });
    }

    _entry(entry) {
        switch (entry.type) {
            case 'input':
                return html`<qwc-codex-item .item="${{ type: 'user_message', content: entry.content }}"></qwc-codex-item>`;
            case 'item':
                return html`<qwc-codex-item .item="${entry.item}"></qwc-codex-item>`;
            case 'thread':
                return html`<div class="secondary">On the thread ${entry.thread_id}</div>`;
            case 'outcome':
                return html`<div class="secondary">The turn ended: ${entry.status}</div>`;
            default:
                return html`<pre>${pretty(entry)}</pre>`;
        }
    }
}

customElements.define('qwc-codex-sessions', QwcCodexSessions);
