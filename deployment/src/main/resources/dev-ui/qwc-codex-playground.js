import { html, css } from 'lit';
import { CodexPage } from './qwc-codex-page.js';
import { pageStyle, problem, messageOf } from './qwc-codex-common.js';
import { diff } from './qwc-codex-item.js';
import { approvalCard } from './qwc-codex-approvals.js';
import '@vaadin/button';
import '@vaadin/details';
import '@vaadin/select';
import '@vaadin/text-area';
import '@vaadin/text-field';

const SANDBOXES = ['read-only', 'workspace-write', 'danger-full-access'];
const APPROVALS = ['untrusted', 'on-request', 'never'];

/**
 * Where to have codex run turns and to see them as they go.
 */
export class QwcCodexPlayground extends CodexPage {

    static styles = [pageStyle, css`
        vaadin-text-area {
            width: 100%;
        }
        .bar.actions {
            align-items: center;
        }
        .items {
            display: flex;
            flex-direction: column;
            gap: var(--lumo-space-s);
        }
        .added {
            color: var(--lumo-success-text-color);
        }
        .removed {
            color: var(--lumo-error-text-color);
        }
        .turn {
            border-top: 1px solid var(--lumo-contrast-20pct);
            padding-top: var(--lumo-space-s);
        }`];

    static properties = {
        _thread: { state: true },
        _prompt: { state: true },
        _turn: { state: true },
        _entries: { state: true },
        _plan: { state: true },
        _diff: { state: true },
        _usage: { state: true },
        _approvals: { state: true }
    };

    constructor() {
        super();
        this._thread = new URLSearchParams(window.location.search).get('thread') ?? '';
        this._prompt = '';
        this._options = { model: '', reasoningEffort: '', sandboxMode: '', approvalMode: '' };
        this._approvals = [];
        this._forget();
    }

    connectedCallback() {
        super.connectedCallback();
        if (this._thread) {
            this._tell();
        }
    }

    disconnectedCallback() {
        this._stream?.cancel();
        super.disconnectedCallback();
    }

    /** The application that ran the turn is gone. */
    _load() {
        this._over();
        this._watch(this.jsonRpc.streamApprovals(), changed => this._approvals = changed.approvals);
        this._ask(this.jsonRpc.listApprovals(), found => this._approvals = found.approvals);
    }

    /** What was said in the thread that is gone on with. */
    _tell() {
        this._ask(this.jsonRpc.readThread({ client: this._client, thread: this._thread }),
            read => this._entries = read.turns.flatMap(turn => turn.items));
    }

    /** Begins a new thread. */
    _clear() {
        this._stream?.cancel();
        this._thread = '';
        this._forget();
    }

    _forget() {
        this._entries = [];
        this._plan = null;
        this._diff = null;
        this._usage = null;
        this._problem = null;
    }

    render() {
        return html`
            <div class="bar">
                ${this._clientChoice()}
                ${this._select('Sandbox', 'sandboxMode', SANDBOXES)}
                ${this._select('Approvals', 'approvalMode', APPROVALS)}
                ${this._field('Model', 'model')}
                ${this._field('Reasoning effort', 'reasoningEffort')}
            </div>
            <vaadin-text-area label="${this._turn ? 'What the turn is to hear' : 'Prompt'}" .value="${this._prompt}" min-rows="2"
                @value-changed="${event => this._prompt = event.detail.value}"
                @keydown="${event => event.key === 'Enter' && event.ctrlKey && this._send()}"></vaadin-text-area>
            <div class="bar actions">
                <vaadin-button theme="primary" id="run" @click="${this._send}">
                    ${this._turn ? 'Steer' : 'Run'}</vaadin-button>
                <vaadin-button id="interrupt" ?disabled="${!this._turn}" @click="${this._interrupt}">Interrupt</vaadin-button>
                <vaadin-button ?disabled="${this._turn}" @click="${this._clear}">New thread</vaadin-button>
                <span class="secondary grow" id="thread">${this._thread ? 'Thread ' + this._thread : 'A new thread'}</span>
                ${this._tokens()}
            </div>
            ${this._approvals.map(approval => approvalCard(approval, this.jsonRpc))}
            ${this._steps()}
            <div class="items">
                ${this._entries.map(item => html`<qwc-codex-item .item="${item}"></qwc-codex-item>`)}
            </div>
            ${problem(this._problem)}
            ${this._diff ? html`<vaadin-details summary="All changes of the turn" opened>${diff(this._diff)}</vaadin-details>`
                : html``}`;
    }

    _select(label, option, values) {
        return html`
            <vaadin-select label="${label}" placeholder="as configured" .value="${this._options[option]}"
                .items="${values.map(value => ({ label: value, value: value }))}"
                @value-changed="${event => this._options[option] = event.detail.value}"></vaadin-select>`;
    }

    _field(label, option) {
        return html`
            <vaadin-text-field label="${label}" placeholder="as configured" .value="${this._options[option]}"
                @value-changed="${event => this._options[option] = event.detail.value}"></vaadin-text-field>`;
    }

    _tokens() {
        if (!this._usage) {
            return html``;
        }
        return html`<span class="badge" id="tokens">${this._usage.input_tokens} tokens in
            (${this._usage.cached_input_tokens} cached), ${this._usage.output_tokens} out</span>`;
    }

    _steps() {
        if (!this._plan) {
            return html``;
        }
        return html`<div class="card">${this._plan.map(step => html`
            <div>${step.status === 'completed' ? '☑' : step.status === 'in_progress' ? '▶' : '☐'} ${step.step}</div>`)}</div>`;
    }

    _send() {
        if (!this._prompt.trim()) {
            return;
        }
        if (this._turn) {
            this._steer();
        } else {
            this._run();
        }
    }

    _steer() {
        this._ask(this.jsonRpc.steerTurn({ turn: this._turn, input: this._prompt }), answer => {
            // What comes too early or too late can be said again.
            this._prompt = answer.told ? '' : this._prompt;
        });
    }

    _run() {
        this._turn = 'turn-' + Date.now() + '-' + Math.random();
        this._problem = null;
        this._plan = null;
        this._diff = null;
        this._base = this._entries.length;
        this._entries = [...this._entries, { id: '', type: 'user_message', content: [{ text: this._prompt }] }];
        this._stream = this.jsonRpc.streamTurn({
            turn: this._turn, client: this._client, thread: this._thread, prompt: this._prompt, ...this._options
        }).onNext(response => this._event(response.result)).onError(failure => {
            this._problem = messageOf(failure);
            this._over();
        });
        this._prompt = '';
    }

    _interrupt() {
        this._ask(this.jsonRpc.interruptTurn({ turn: this._turn }), () => undefined);
    }

    _over() {
        this._turn = null;
        this._stream = null;
    }

    _event(event) {
        switch (event.type) {
            case 'thread.started':
                this._thread = event.thread_id;
                break;
            case 'turn.started':
                this._asked = null;
                break;
            case 'item.started':
            case 'item.updated':
            case 'item.completed':
                this._put(event.item);
                break;
            case 'turn.completed':
                this._usage = event.turn_usage ?? event.usage ?? this._usage;
                break;
            case 'turn.failed':
                this._problem = event.error.message;
                break;
            case 'failed':
                this._problem = event.problem;
                break;
            case 'over':
                this._over();
                break;
            default:
                this._passing(event);
        }
    }

    /** What decorates a turn, and is not there with every transport. */
    _passing(event) {
        if (event.item_id !== undefined && typeof event.delta === 'string') {
            this._grow(event);
        } else if (event.plan) {
            this._plan = event.plan;
        } else if (event.diff !== undefined) {
            this._diff = event.diff;
        } else if (event.last_usage) {
            this._usage = event.last_usage;
        } else if (event.type === 'error') {
            this._put({ id: 'error-' + this._entries.length, type: 'error', message: event.message });
        }
    }

    _put(item) {
        if (item.type === 'user_message' && this._isPrompt(item)) {
            return;
        }
        const index = this._index(item.id);
        this._entries = index < 0 ? [...this._entries, item] : this._entries.with(index, item);
    }

    /** The prompt stands there already. What codex hears later, the turn was steered with. */
    _isPrompt(message) {
        this._asked ??= message.id;
        return message.id === this._asked;
    }

    _grow(event) {
        const index = this._index(event.item_id);
        if (index < 0) {
            return;
        }
        const item = { ...this._entries[index] };
        const field = item.type === 'command_execution' ? 'aggregated_output' : 'text';
        item[field] = (item[field] ?? '') + event.delta;
        this._entries = this._entries.with(index, item);
    }

    /** Ids of items begin anew in each turn of the exec transport. */
    _index(id) {
        const index = this._entries.slice(this._base).findIndex(item => item.id === id);
        return index < 0 ? -1 : index + this._base;
    }
}

customElements.define('qwc-codex-playground', QwcCodexPlayground);
