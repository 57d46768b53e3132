import { html, css } from 'lit';
import { CodexPage } from './qwc-codex-page.js';
import { pageStyle, problem, messageOf, pretty, time } from './qwc-codex-common.js';
import '@vaadin/button';
import '@vaadin/text-area';
import '@vaadin/text-field';
import '@vaadin/checkbox';
import '@vaadin/details';

const PLAIN = ['string', 'integer', 'number', 'boolean'];

/**
 * The tools that the application offers, a form to call each of them, and what was called last.
 */
export class QwcCodexTools extends CodexPage {

    static styles = [pageStyle, css`
        .columns {
            display: grid;
            grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
            gap: var(--lumo-space-m);
            align-items: start;
        }
        .column {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
        }
        .fields {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-xs);
            padding: var(--lumo-space-xs) 0;
        }`];

    static properties = {
        _tools: { state: true },
        _calls: { state: true },
        _answers: { state: true }
    };

    constructor() {
        super();
        this._calls = [];
        this._answers = {};
        /** What was typed, by the tool and its argument. */
        this._typed = {};
    }

    _load() {
        this._watch(this.jsonRpc.streamToolCalls(), call => this._calls = [call, ...this._calls].slice(0, 50));
        this._ask(this.jsonRpc.listToolCalls(), found => this._calls = found.calls);
        this._ask(this.jsonRpc.listTools({ client: this._client }), found => this._tools = found.tools);
    }

    _clear() {
        this._tools = [];
        this._answers = {};
    }

    render() {
        return html`
            <div class="bar">${this._clientChoice()}</div>
            ${problem(this._problem)}
            <div class="columns">
                <div class="column">
                    ${this._tools?.length === 0
                        ? html`<div class="empty">There are none: annotate a bean's method with @CodexTool.</div>` : html``}
                    ${(this._tools ?? []).map(tool => this._tool(tool))}
                </div>
                <div class="column">
                    <h4>Last calls</h4>
                    ${this._calls.length === 0 ? html`<div class="empty">None yet.</div>` : html``}
                    ${this._calls.map(call => this._call(call))}
                </div>
            </div>`;
    }

    _tool(tool) {
        return html`
            <div class="card" data-tool="${tool.name}">
                <div><span class="name">${tool.name}</span>
                    ${tool.readOnly ? html`<span class="badge">read only</span>` : html``}
                    ${tool.destructive ? html`<span class="badge bad">destructive</span>` : html``}
                    ${tool.idempotent ? html`<span class="badge">idempotent</span>` : html``}</div>
                <div class="secondary">${tool.description}</div>
                <div class="fields">${this._fields(tool)}</div>
                <vaadin-button theme="small primary" @click="${() => this._run(tool)}">Call</vaadin-button>
                ${this._answer(this._answers[tool.name])}
                <vaadin-details summary="Schema"><pre>${pretty(tool.schema)}</pre></vaadin-details>
            </div>`;
    }

    _fields(tool) {
        const properties = tool.schema.properties ?? {};
        if (!this._isPlain(tool)) {
            return html`
                <vaadin-text-area label="Arguments (JSON)" .value="${this._values(tool)['']  ?? '{}'}"
                    @value-changed="${event => this._values(tool)[''] = event.detail.value}"></vaadin-text-area>`;
        }
        return Object.entries(properties).map(([name, schema]) => this._field(tool, name, schema));
    }

    _field(tool, name, schema) {
        const values = this._values(tool);
        if (typeOf(schema) === 'boolean') {
            return html`
                <vaadin-checkbox label="${name}" @checked-changed="${event => values[name] = event.detail.value}">
                </vaadin-checkbox>`;
        }
        return html`
            <vaadin-text-field label="${name}" helper-text="${schema.description ?? ''}" data-argument="${name}"
                placeholder="${schema.default ?? (schema.enum ?? []).join(', ')}"
                ?required="${(tool.schema.required ?? []).includes(name)}" .value="${values[name] ?? ''}"
                @value-changed="${event => values[name] = event.detail.value}"></vaadin-text-field>`;
    }

    /** Whether a field for each argument will do. */
    _isPlain(tool) {
        return Object.values(tool.schema.properties ?? {}).every(schema => PLAIN.includes(typeOf(schema)));
    }

    _values(tool) {
        return this._typed[tool.name] ??= {};
    }

    _arguments(tool) {
        if (!this._isPlain(tool)) {
            return this._values(tool)[''] ?? '{}';
        }
        const given = {};
        Object.entries(tool.schema.properties ?? {}).forEach(([name, schema]) => {
            const value = this._values(tool)[name];
            if (value !== undefined && value !== '') {
                // What is no number goes as it is: the tool says what is wrong with it.
                given[name] = ['integer', 'number'].includes(typeOf(schema)) && !isNaN(value) ? Number(value) : value;
            }
        });
        return JSON.stringify(given);
    }

    _run(tool) {
        this._answers = { ...this._answers, [tool.name]: { running: true } };
        this.jsonRpc.callTool({ client: this._client, tool: tool.name, arguments: this._arguments(tool) })
            .then(response => this._answers = { ...this._answers, [tool.name]: response.result })
            .catch(failure => this._answers = { ...this._answers, [tool.name]: { problem: messageOf(failure) } });
    }

    _answer(answer) {
        if (!answer) {
            return html``;
        }
        if (answer.running) {
            return html`<div class="secondary">Running…</div>`;
        }
        return answer.problem ? problem(answer.problem) : html`
            <div class="answer">${outcome(answer)}<pre>${answer.answer}</pre></div>`;
    }

    _call(call) {
        return html`
            <div class="card">
                <div><span class="name">${call.tool}</span> ${outcome(call)}
                    <span class="secondary">by ${call.by}, ${time(call.at)}</span></div>
                <pre>${call.arguments}</pre>
                <pre>${call.answer}</pre>
            </div>`;
    }
}

function typeOf(schema) {
    return Array.isArray(schema.type) ? schema.type.find(type => type !== 'null') : schema.type;
}

function outcome(call) {
    const took = call.milliseconds === null || call.milliseconds === undefined ? '' : ' in ' + call.milliseconds + ' ms';
    return html`<span class="badge ${call.success ? 'good' : 'bad'}">${call.success ? 'answered' : 'failed'}${took}</span>`;
}

customElements.define('qwc-codex-tools', QwcCodexTools);
