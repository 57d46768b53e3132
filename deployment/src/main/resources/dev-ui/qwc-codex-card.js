import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { devuiState } from 'devui-state';
import { messageOf } from './qwc-codex-common.js';
import 'qwc-extension-link';

/**
 * The card: how the clients are, and the way to the pages.
 */
export class QwcCodexCard extends QwcHotReloadElement {

    static styles = css`
        :host {
            display: flex;
            flex-direction: column;
            gap: 6px;
            padding: 10px;
        }
        .description {
            padding-bottom: 4px;
        }
        .client {
            display: grid;
            grid-template-columns: auto 1fr;
            gap: 0 var(--lumo-space-s);
            font-size: var(--lumo-font-size-s);
            border-left: 3px solid var(--lumo-success-color);
            padding-left: var(--lumo-space-s);
        }
        .client.bad {
            border-color: var(--lumo-error-color);
        }
        .label {
            color: var(--lumo-secondary-text-color);
        }
        .value {
            overflow-wrap: anywhere;
        }
        .wide {
            grid-column: span 2;
        }
        .problem {
            color: var(--lumo-error-text-color);
        }
        .links {
            display: flex;
            flex-direction: column;
        }`;

    static properties = {
        description: { type: String },
        namespace: { type: String },
        _clients: { state: true },
        _problem: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    hotReload() {
        this.jsonRpc ??= new JsonRpc(this);
        this.jsonRpc.listClients().then(response => {
            this._clients = response.result.clients;
            this._problem = null;
        }).catch(failure => this._problem = messageOf(failure));
    }

    render() {
        const extension = devuiState.cards.active.find(card => card.namespace === this.namespace);
        return html`
            <span class="description">${this.description}</span>
            ${this._problem ? html`<span class="problem">${this._problem}</span>` : html``}
            ${(this._clients ?? []).map(client => this._client(client))}
            <div class="links">${(extension?.cardPages ?? []).map(page => this._link(extension, page))}</div>`;
    }

    _client(client) {
        return html`
            <div class="client ${client.ready ? '' : 'bad'}" data-client="${client.name}">
                <span class="label">Client</span>
                <span class="value">${client.name}, ${client.ready ? 'ready' : 'not ready'}</span>
                <span class="label">codex</span>
                <span class="value">${client.version ?? 'unknown'} by ${client.transport}</span>
                ${client.home ? html`<span class="label">Home</span><span class="value">${client.home}</span>` : html``}
                <span class="label">Turns</span>
                <span class="value">${client.activeTurns ?? 0} running, ${client.queuedTurns ?? 0} waiting</span>
                ${client.problems.map(text => html`<span class="wide problem">${text}</span>`)}
            </div>`;
    }

    /** The Dev UI leaves the links to a card that is not its own. */
    _link(extension, page) {
        return html`
            <qwc-extension-link
                namespace="${extension.namespace}"
                extensionName="${extension.name}"
                webcomponentTagName="${page.componentName}"
                iconName="${page.icon}"
                colorName="${page.color}"
                displayName="${page.title}"
                path="${page.id}"
                ?embed="${page.embed}"
                webcomponent="${page.componentLink}">
            </qwc-extension-link>`;
    }
}

customElements.define('qwc-codex-card', QwcCodexCard);
