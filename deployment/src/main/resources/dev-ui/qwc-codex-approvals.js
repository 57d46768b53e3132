import { QwcHotReloadElement, html, css } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { pageStyle, problem, messageOf } from './qwc-codex-common.js';
import '@vaadin/button';

/** A question of codex, with what to answer. Used by the playground, too. */
export function approvalCard(approval, jsonRpc) {
    return html`
        <div class="card approval" data-approval="${approval.id}">
            <div><span class="badge">${approval.kind}</span>
                <span class="secondary">${approval.client}, thread ${approval.thread}</span></div>
            <pre>${approval.what ?? 'codex does not say what.'}</pre>
            ${approval.where ? html`<div class="secondary">in ${approval.where}</div>` : html``}
            ${approval.why ? html`<div>${approval.why}</div>` : html``}
            <div class="bar">
                <vaadin-button theme="small primary" @click="${() => jsonRpc.approve({ id: approval.id })}">Approve</vaadin-button>
                <vaadin-button theme="small error" @click="${() => jsonRpc.decline({ id: approval.id })}">Decline</vaadin-button>
            </div>
        </div>`;
}

/**
 * What codex waits with until somebody answers.
 */
export class QwcCodexApprovals extends QwcHotReloadElement {

    static styles = [pageStyle, css``];

    static properties = {
        _approvals: { state: true },
        _problem: { state: true }
    };

    constructor() {
        super();
        this.jsonRpc = new JsonRpc(this);
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    disconnectedCallback() {
        this._stream?.cancel();
        super.disconnectedCallback();
    }

    hotReload() {
        this._stream?.cancel();
        this._stream = this.jsonRpc.streamApprovals().onNext(response => this._approvals = response.result.approvals);
        this.jsonRpc.listApprovals().then(response => this._approvals = response.result.approvals)
            .catch(failure => this._problem = messageOf(failure));
    }

    render() {
        return html`
            ${problem(this._problem)}
            ${this._approvals?.length === 0 ? html`<div class="empty">codex waits for nothing. Here is what it asks in the
                playground, and in threads whose policy is PendingApprovals.</div>` : html``}
            ${(this._approvals ?? []).map(approval => approvalCard(approval, this.jsonRpc))}`;
    }
}

customElements.define('qwc-codex-approvals', QwcCodexApprovals);
