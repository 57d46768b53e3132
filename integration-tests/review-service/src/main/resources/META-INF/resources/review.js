'use strict';

// Whatever comes from the agent is put in as text, never as HTML.

const byId = id => document.getElementById(id);
let review = null;
let events = null;
let items = new Map();

byId('ask').addEventListener('submit', async submitted => {
    submitted.preventDefault();
    begin();
    const response = await send('POST', 'reviews', {source: byId('source').value, question: byId('question').value});
    if (!response.ok) {
        idle(response.error);
        return;
    }
    review = response.body.id;
    history.replaceState(null, '', '#' + review);
    follow();
});

byId('cancel').addEventListener('click', () => send('DELETE', 'reviews/' + review));

async function send(method, path, body) {
    try {
        const response = await fetch(path, {
            method,
            headers: {'Content-Type': 'application/json'},
            body: body === undefined ? undefined : JSON.stringify(body)
        });
        const text = await response.text();
        const content = text ? JSON.parse(text) : {};
        return {ok: response.ok, body: content, error: content.error || 'The service has answered ' + response.status};
    } catch (failure) {
        return {ok: false, body: {}, error: 'The service cannot be reached'};
    }
}

function begin() {
    items = new Map();
    byId('items').replaceChildren();
    byId('approvals').replaceChildren();
    byId('report').hidden = true;
    byId('state').textContent = 'Fetching the code …';
    byId('ask').querySelector('[type=submit]').disabled = true;
}

function idle(text) {
    byId('state').textContent = text;
    byId('cancel').hidden = true;
    byId('approvals').replaceChildren();
    byId('ask').querySelector('[type=submit]').disabled = false;
}

// The browser connects again by itself, and tells the service the last event it has seen.
function follow() {
    byId('cancel').hidden = false;
    events = new EventSource('reviews/' + review + '/events');
    events.onmessage = message => show(JSON.parse(message.data));
    events.onerror = () => {
        if (events.readyState === EventSource.CLOSED) {
            idle('The service does not know this review any more');
        }
    };
    events.addEventListener('end', message => {
        events.close();
        end(JSON.parse(message.data));
    });
}

function show(event) {
    switch (event.type) {
        case 'turn.started':
            byId('state').textContent = 'The agent is at work …';
            break;
        case 'item.started':
        case 'item.updated':
        case 'item.completed':
            showItem(event.item);
            break;
        case 'item.agent_message.delta':
        case 'item.command_execution.output_delta':
            append(event.item_id, event.delta);
            break;
        case 'approval.requested':
            ask(event);
            break;
        case 'approval.resolved':
            byId(approvalId(event.request_id))?.remove();
            break;
        case 'error':
            note('error', event.message);
            break;
        case 'turn.failed':
            note('failed', event.error.message);
            break;
        case 'turn.completed':
            if (event.turn_usage) {
                note('tokens', event.turn_usage.input_tokens + ' in, ' + event.turn_usage.output_tokens + ' out');
            }
            break;
    }
}

function showItem(item) {
    const text = textOf(item);
    if (text === null) {
        return;
    }
    const line = lineOf(item.id);
    line.kind.textContent = item.type.replaceAll('_', ' ') + (item.status ? ', ' + item.status.replaceAll('_', ' ') : '');
    line.text.textContent = text;
}

function textOf(item) {
    switch (item.type) {
        case 'user_message':
            return null;
        case 'agent_message':
        case 'reasoning':
            return item.text;
        case 'command_execution':
            return '$ ' + item.command + '\n' + (item.aggregated_output || '');
        case 'dynamic_tool_call':
        case 'mcp_tool_call':
            return item.tool + ' ' + JSON.stringify(item.arguments);
        case 'file_change':
            return item.changes.map(change => change.kind + ' ' + change.path).join('\n');
        default:
            return item.text || item.message || '';
    }
}

function append(id, delta) {
    if (items.has(id)) {
        items.get(id).text.textContent += delta;
    }
}

function note(kind, text) {
    const line = lineOf(null);
    line.kind.textContent = kind;
    line.text.textContent = text;
}

function lineOf(id) {
    if (id !== null && items.has(id)) {
        return items.get(id);
    }
    const line = {kind: element('div', 'kind'), text: element('pre')};
    const entry = element('li');
    entry.append(line.kind, line.text);
    byId('items').append(entry);
    if (id !== null) {
        items.set(id, line);
    }
    return line;
}

function approvalId(request) {
    return 'approval-' + request;
}

function ask(event) {
    const box = element('div', 'approval');
    box.id = approvalId(event.request_id);
    const details = event.details || {};
    const question = element('div');
    question.textContent = 'May the agent do this?' + (details.reason ? ' It says: ' + details.reason : '');
    const subject = element('pre');
    subject.textContent = details.command || event.kind;
    const row = element('div', 'row');
    for (const [label, approve] of [['Approve', true], ['Decline', false]]) {
        const button = element('button');
        button.type = 'button';
        button.textContent = label;
        button.addEventListener('click', async () => {
            row.querySelectorAll('button').forEach(each => each.disabled = true);
            await send('POST', 'reviews/' + review + '/approvals/' + encodeURIComponent(event.request_id), {approve});
        });
        row.append(button);
    }
    box.append(question, subject, row);
    byId('approvals').append(box);
}

function end(outcome) {
    const texts = {DONE: 'Done', FAILED: outcome.failure, CANCELLED: 'Cancelled'};
    idle(texts[outcome.state]);
    if (!outcome.report) {
        return;
    }
    byId('summary').textContent = outcome.report.summary;
    byId('findings').replaceChildren(...outcome.report.findings.map(finding => {
        const row = element('tr');
        const where = finding.file + (finding.line > 0 ? ':' + finding.line : '');
        for (const text of [finding.severity, where, finding.what]) {
            const cell = element('td');
            cell.textContent = text;
            row.append(cell);
        }
        return row;
    }));
    byId('report').hidden = false;
}

function element(name, className) {
    const created = document.createElement(name);
    if (className) {
        created.className = className;
    }
    return created;
}

// A page that is loaded again goes on with its review.
if (location.hash.length > 1) {
    review = location.hash.substring(1);
    send('GET', 'reviews/' + encodeURIComponent(review)).then(response => {
        if (response.ok) {
            begin();
            byId('source').value = response.body.source;
            byId('question').value = response.body.question;
            follow();
        }
    });
}
