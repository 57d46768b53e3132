import { html } from 'lit';
import { CodexPage } from './qwc-codex-page.js';
import { pageStyle, problem } from './qwc-codex-common.js';
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
export class QwcCodexApprovals extends CodexPage {

    static styles = pageStyle;

    static properties = {
        _approvals: { state: true }
    };

    _load() {
        this._watch(this.jsonRpc.streamApprovals(), changed => this._approvals = changed.approvals);
        this._ask(this.jsonRpc.listApprovals(), found => this._approvals = found.approvals);
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
