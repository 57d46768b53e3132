import { LitElement, html } from 'lit';
import { hooks } from 'build-time-data';
import { pageStyle } from './qwc-codex-common.js';

/**
 * Which hook runs when.
 */
export class QwcCodexHooks extends LitElement {

    static styles = pageStyle;

    render() {
        if (hooks.length === 0) {
            return html`<div class="empty">There are none: annotate a bean's method with @CodexHook.</div>`;
        }
        return html`
            <table>
                <tr><th>When</th><th>Method</th><th>Only for</th><th>Runs on</th><th>When it fails</th></tr>
                ${hooks.map(hook => html`
                    <tr>
                        <td>${hook.event} ${hook.waits ? html`<span class="badge">codex waits</span>` : html``}</td>
                        <td class="name">${hook.method}</td>
                        <td>${[...hook.clients, ...hook.tools].join(', ') || 'everything'}</td>
                        <td>${hook.runsOn.toLowerCase().replace('_', ' ')}</td>
                        <td>${hook.onError.toLowerCase()}</td>
                    </tr>`)}
            </table>
            <div class="secondary">In the order in which they run.</div>`;
    }
}

customElements.define('qwc-codex-hooks', QwcCodexHooks);
