import { LitElement, html, css } from 'lit';
import { pageStyle, pretty } from './qwc-codex-common.js';
import '@vaadin/icon';

const ICONS = {
    agent_message: 'comment',
    user_message: 'user',
    reasoning: 'brain',
    command_execution: 'terminal',
    file_change: 'file-pen',
    mcp_tool_call: 'screwdriver-wrench',
    dynamic_tool_call: 'screwdriver-wrench',
    todo_list: 'list-check',
    plan: 'list-check',
    web_search: 'globe',
    error: 'triangle-exclamation'
};

const TITLES = {
    agent_message: 'Answer',
    user_message: 'You',
    reasoning: 'Reasoning',
    command_execution: 'Command',
    file_change: 'File change',
    mcp_tool_call: 'Tool',
    dynamic_tool_call: 'Tool',
    todo_list: 'Plan',
    plan: 'Plan',
    web_search: 'Web search',
    error: 'Error'
};

/**
 * A thing that codex has said or done. A kind it does not know it shows as it came.
 */
export class QwcCodexItem extends LitElement {

    static styles = [pageStyle, css`
        :host {
            padding: 0;
            gap: 0;
        }
        header {
            display: flex;
            align-items: center;
            gap: var(--lumo-space-s);
            font-weight: 600;
        }
        header vaadin-icon {
            width: 1em;
            height: 1em;
            color: var(--lumo-primary-text-color);
        }
        .text {
            white-space: pre-wrap;
            overflow-wrap: anywhere;
        }
        .reasoning {
            color: var(--lumo-secondary-text-color);
        }
        .added {
            color: var(--lumo-success-text-color);
        }
        .removed {
            color: var(--lumo-error-text-color);
        }
        ul {
            list-style: none;
            margin: 0;
            padding: 0;
        }`];

    static properties = {
        item: { type: Object }
    };

    render() {
        const item = this.item;
        return html`
            <div class="card" data-type="${item.type}">
                <header>
                    <vaadin-icon icon="font-awesome-solid:${ICONS[item.type] ?? 'circle-info'}"></vaadin-icon>
                    <span>${TITLES[item.type] ?? item.type}</span>
                    ${this._status(item)}
                </header>
                ${this._body(item)}
            </div>`;
    }

    _status(item) {
        if (!item.status || typeof item.status !== 'string') {
            return html``;
        }
        const mood = { completed: 'good', failed: 'bad', declined: 'bad' }[item.status] ?? '';
        return html`<span class="badge ${mood}">${item.status.replace('_', ' ')}</span>`;
    }

    _body(item) {
        switch (item.type) {
            case 'agent_message':
                return html`<div class="text">${item.text}</div>`;
            case 'reasoning':
                return html`<div class="text reasoning">${titled(item.text)}</div>`;
            case 'plan':
                return html`<div class="text reasoning">${item.text}</div>`;
            case 'user_message':
                return html`<div class="text">${(item.content ?? []).map(part => part.text ?? pretty(part))}</div>`;
            case 'command_execution':
                return html`
                    <pre>$ ${item.command}${item.aggregated_output ? '\n' + item.aggregated_output : ''}</pre>
                    ${item.exit_code === undefined || item.exit_code === null ? html``
                        : html`<span class="secondary">exit code ${item.exit_code}</span>`}`;
            case 'file_change':
                return (item.changes ?? []).map(change => html`
                    <div><span class="badge">${change.kind}</span> <code>${change.path}</code></div>
                    ${change.diff ? difference(change) : html``}`);
            case 'dynamic_tool_call':
            case 'mcp_tool_call':
                return this._tool(item);
            case 'todo_list':
                return html`<ul>${(item.items ?? []).map(todo => html`
                    <li>${todo.completed ? '☑' : '☐'} ${todo.text}</li>`)}</ul>`;
            case 'web_search':
                return html`<div class="text">${item.query}</div>`;
            case 'error':
                return html`<div class="text removed">${item.message}</div>`;
            default:
                return html`<pre>${pretty(item)}</pre>`;
        }
    }

    _tool(item) {
        const home = item.server ?? item.namespace;
        const parts = item.content_items ?? item.result?.content ?? [];
        const answer = item.error?.message ?? parts.map(part => part.text ?? '[' + part.type + ']').join('\n');
        return html`
            <div class="name">${home ? home + '.' : ''}${item.tool}</div>
            <pre>${pretty(item.arguments)}</pre>
            ${answer ? html`<pre>${answer}</pre>` : html``}`;
    }
}

/** The parts of a reasoning begin with their titles between stars. */
function titled(text) {
    return (text ?? '').split(/\*\*(.+?)\*\*\s*/).map((part, index) => index % 2 === 1
        ? html`<strong>${part + '\n'}</strong>` : part);
}

/** Of a file that comes or goes codex tells the content, not the difference. */
function difference(change) {
    const sign = { add: '+', delete: '-' }[change.kind];
    return diff(sign ? change.diff.trimEnd().split('\n').map(line => sign + line).join('\n') : change.diff);
}

/** A patch, its lines in the colours that everybody knows. */
export function diff(text) {
    return html`<pre>${text.trimEnd().split('\n').map(line => html`<span
        class="${line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : ''}">${line + '\n'}</span>`)}</pre>`;
}

customElements.define('qwc-codex-item', QwcCodexItem);
