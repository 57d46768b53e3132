import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { pageStyle, clientChoice, firstClient, problem, messageOf, time } from './qwc-codex-common.js';
import './qwc-codex-item.js';
import '@vaadin/button';

/**
 * The threads that codex has kept, and what was said in them.
 */
export class QwcCodexThreads extends QwcHotReloadElement {

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
        .thread.chosen {
            border-color: var(--lumo-primary-color);
        }`];

    static properties = {
        _client: { state: true },
        _threads: { state: true },
        _more: { state: true },
        _chosen: { state: true },
        _problem: { state: true }
    };

    constructor() {
        super();
        this.jsonRpc = new JsonRpc(this);
        this._client = firstClient();
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        this.jsonRpc.listThreads({ client: this._client }).then(response => {
            this._problem = response.result.problem ?? null;
            this._threads = response.result.threads ?? [];
            this._more = response.result.more;
        }).catch(failure => this._problem = messageOf(failure));
    }

    render() {
        return html`
            <div class="bar">
                ${clientChoice(this._client, name => {
                    this._client = name;
                    this._chosen = null;
                    this.hotReload();
                })}
                <vaadin-button theme="small" @click="${this.hotReload}">Refresh</vaadin-button>
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
                <div class="secondary">${time(thread.updatedAt)} · ${thread.status}</div>
                <div class="secondary">${thread.directory ?? ''}</div>
            </div>`;
    }

    _choose(thread) {
        this.jsonRpc.readThread({ client: this._client, thread: thread.id }).then(response => {
            this._problem = response.result.problem ?? null;
            this._chosen = this._problem ? null : response.result;
        }).catch(failure => this._problem = messageOf(failure));
    }

    _transcript(thread) {
        const query = new URLSearchParams({ client: this._client, thread: thread.id });
        return html`
            <div class="bar">
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

customElements.define('qwc-codex-threads', QwcCodexThreads);
