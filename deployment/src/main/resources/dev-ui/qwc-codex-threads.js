import { html, css } from 'lit';
import { CodexPage } from './qwc-codex-page.js';
import { pageStyle, problem, time } from './qwc-codex-common.js';
import './qwc-codex-item.js';
import '@vaadin/button';

/**
 * The threads that codex has kept, and what was said in them.
 */
export class QwcCodexThreads extends CodexPage {

    static styles = [pageStyle, css`
        .columns {
            display: grid;
            grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
            gap: var(--lumo-space-m);
            align-items: start;
        }
        .column {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
        }
        .thread {
            cursor: pointer;
        }
        .head {
            align-items: center;
        }
        .thread.chosen {
            border-color: var(--lumo-primary-color);
        }`];

    static properties = {
        _threads: { state: true },
        _more: { state: true },
        _chosen: { state: true }
    };

    _load() {
        this._ask(this.jsonRpc.listThreads({ client: this._client }), found => {
            this._threads = found.threads;
            this._more = found.more;
        });
    }

    _clear() {
        this._threads = [];
        this._more = false;
        this._chosen = null;
    }

    render() {
        return html`
            <div class="bar">
                ${this._clientChoice()}
                <vaadin-button @click="${this.hotReload}">Refresh</vaadin-button>
            </div>
            ${problem(this._problem)}
            <div class="columns">
                <div class="column">
                    ${!this._problem && this._threads?.length === 0 ? html`<div class="empty">codex has kept none.</div>` : html``}
                    ${(this._threads ?? []).map(thread => this._thread(thread))}
                    ${this._more ? html`<div class="secondary">There are older ones.</div>` : html``}
                </div>
                <div class="column">${this._chosen ? this._transcript(this._chosen) : html``}</div>
            </div>`;
    }

    _thread(thread) {
        return html`
            <div class="card thread ${this._chosen?.id === thread.id ? 'chosen' : ''}" data-thread="${thread.id}"
                @click="${() => this._choose(thread)}">
                <div>${thread.name ?? thread.preview ?? thread.id}</div>
                <div class="secondary">${time(thread.updatedAt)} · ${words(thread.status)}</div>
                <div class="secondary">${thread.directory ?? ''}</div>
            </div>`;
    }

    _choose(thread) {
        this._ask(this.jsonRpc.readThread({ client: this._client, thread: thread.id }), read => this._chosen = read);
    }

    _transcript(thread) {
        const query = new URLSearchParams({ client: this._client, thread: thread.id });
        return html`
            <div class="bar head">
                <span class="name grow">${thread.id}</span>
                <!-- Past the router, which shows a page before its address has the query. -->
                <a href="playground?${query}" router-ignore><vaadin-button theme="small primary">Go on in the playground</vaadin-button></a>
            </div>
            ${(thread.turns ?? []).map(turn => html`
                <div class="secondary">Turn ${turn.status}</div>
                ${turn.items.map(item => html`<qwc-codex-item .item="${item}"></qwc-codex-item>`)}
                ${problem(turn.problem)}`)}`;
    }
}

/** codex writes notLoaded for what is not loaded. */
function words(status) {
    return status?.replace(/[A-Z]/g, letter => ' ' + letter.toLowerCase()) ?? '';
}

customElements.define('qwc-codex-threads', QwcCodexThreads);
