import { html, css } from 'lit';
import { CodexPage } from './qwc-codex-page.js';
import { pageStyle, problem } from './qwc-codex-common.js';
import '@vaadin/button';
import '@vaadin/text-area';
import '@vaadin/text-field';

/**
 * What the model does that Dev Services lend to an application without a key.
 */
export class QwcCodexModel extends CodexPage {

    static styles = [pageStyle, css`
        .form {
            display: grid;
            grid-template-columns: 1fr 1fr;
            gap: 0 var(--lumo-space-m);
        }
        .wide {
            grid-column: span 2;
        }
        h4 {
            margin: var(--lumo-space-s) 0 0;
        }`];

    static properties = {
        _state: { state: true }
    };

    constructor() {
        super();
        this._script = { prompt: '', command: '', tool: '', arguments: '', reply: '' };
    }

    _load() {
        this._show(this.jsonRpc.readScripts());
    }

    _show(answer) {
        this._ask(answer, state => this._state = state);
    }

    render() {
        return html`
            <div>No client of the application has a key or a login: in place of a real model this one answers, at
                <code>${this._state?.url ?? ''}</code>. codex, its tools and its commands are real.</div>
            ${problem(this._problem)}
            <div class="card">
                <h4>A new script</h4>
                <div class="form">
                    ${this._field('prompt', 'When the prompt contains', 'any prompt')}
                    ${this._field('command', 'codex runs the command', 'none')}
                    ${this._field('tool', 'codex calls the tool', 'none')}
                    ${this._field('arguments', 'with the arguments (JSON)', '{}')}
                    <vaadin-text-area class="wide" label="and the model replies" data-field="reply" .value="${this._script.reply}"
                        @value-changed="${event => this._script.reply = event.detail.value}"></vaadin-text-area>
                </div>
                <div class="bar">
                    <vaadin-button theme="primary" id="write"
                        @click="${() => this._show(this.jsonRpc.writeScript(this._script))}">Add</vaadin-button>
                    <vaadin-button id="erase" @click="${() => this._show(this.jsonRpc.eraseScripts())}">
                        Back to the story</vaadin-button>
                </div>
            </div>
            <h4>Scripts</h4>
            <table>
                <tr><th>When the prompt contains</th><th>What happens</th></tr>
                ${(this._state?.scripts ?? []).map(script => html`
                    <tr class="script"><td>${script.prompt || 'anything'}</td>
                        <td>${[script.command && '$ ' + script.command, script.tool && script.tool + ' ' + script.arguments,
                            script.reply].filter(step => step).map(step => html`<div>${step}</div>`)}</td></tr>`)}
                ${(this._state?.story ?? []).map(line => html`<tr><td class="secondary" colspan="2">${line}</td></tr>`)}
            </table>
            <div class="bar"><h4 class="grow">What codex has asked it</h4>
                <vaadin-button theme="small" @click="${this.hotReload}">Refresh</vaadin-button></div>
            <table>
                <tr><th>Prompt</th><th>Model</th><th>Tool outputs</th></tr>
                ${(this._state?.requests ?? []).map(request => html`
                    <tr><td>${request.prompt}</td><td>${request.model}</td><td>${request.toolOutputs}</td></tr>`)}
            </table>`;
    }

    _field(name, label, placeholder) {
        return html`
            <vaadin-text-field label="${label}" placeholder="${placeholder}" data-field="${name}" .value="${this._script[name]}"
                @value-changed="${event => this._script[name] = event.detail.value}"></vaadin-text-field>`;
    }
}

customElements.define('qwc-codex-model', QwcCodexModel);
