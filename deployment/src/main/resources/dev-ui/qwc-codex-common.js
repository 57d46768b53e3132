import { html, css } from 'lit';
import { clientNames } from 'build-time-data';
import '@vaadin/select';
import '@vaadin/icon';

/**
 * What the pages look like. Colours are the theme's own, so that they suit the light and the dark one.
 */
export const pageStyle = css`
    :host {
        display: flex;
        flex-direction: column;
        gap: var(--lumo-space-m);
        padding: 0 var(--lumo-space-m) var(--lumo-space-m);
        box-sizing: border-box;
    }
    .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        gap: var(--lumo-space-s);
    }
    .grow {
        flex: 1;
    }
    .secondary {
        color: var(--lumo-secondary-text-color);
        font-size: var(--lumo-font-size-s);
    }
    .card {
        border: 1px solid var(--lumo-contrast-20pct);
        border-radius: var(--lumo-border-radius-m);
        padding: var(--lumo-space-s) var(--lumo-space-m);
    }
    .problem {
        border: 1px solid var(--lumo-error-color-50pct);
        border-radius: var(--lumo-border-radius-m);
        background: var(--lumo-error-color-10pct);
        color: var(--lumo-error-text-color);
        padding: var(--lumo-space-s) var(--lumo-space-m);
        white-space: pre-wrap;
    }
    .name {
        font-family: monospace;
        font-weight: 600;
    }
    .badge {
        border-radius: var(--lumo-border-radius-s);
        background: var(--lumo-contrast-10pct);
        font-size: var(--lumo-font-size-xs);
        font-weight: normal;
        padding: 1px 6px;
        white-space: nowrap;
    }
    .badge.good {
        background: var(--lumo-success-color-10pct);
        color: var(--lumo-success-text-color);
    }
    .badge.bad {
        background: var(--lumo-error-color-10pct);
        color: var(--lumo-error-text-color);
    }
    h4 {
        margin: 0;
    }
    pre {
        margin: var(--lumo-space-xs) 0;
        padding: var(--lumo-space-s);
        max-height: 24em;
        overflow: auto;
        background: var(--lumo-contrast-5pct);
        border-radius: var(--lumo-border-radius-s);
        font-size: var(--lumo-font-size-s);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
    }
    table {
        border-collapse: collapse;
        width: 100%;
    }
    th, td {
        border-bottom: 1px solid var(--lumo-contrast-10pct);
        padding: var(--lumo-space-xs) var(--lumo-space-s);
        text-align: left;
        vertical-align: top;
    }
    th {
        color: var(--lumo-secondary-text-color);
        font-size: var(--lumo-font-size-s);
        font-weight: 500;
    }
    .empty {
        color: var(--lumo-secondary-text-color);
        padding: var(--lumo-space-l);
        text-align: center;
    }`;

/** The client that a page begins with. */
export function firstClient() {
    const wanted = new URLSearchParams(window.location.search).get('client');
    return clientNames.includes(wanted) ? wanted : clientNames[0];
}

/** Where to choose the client, in an application that has several. */
export function clientChoice(client, choose) {
    if (clientNames.length < 2) {
        return html``;
    }
    return html`
        <vaadin-select label="Client" .value="${client}"
            .items="${clientNames.map(name => ({ label: name, value: name }))}"
            @value-changed="${event => event.detail.value && event.detail.value !== client && choose(event.detail.value)}">
        </vaadin-select>`;
}

/** What went wrong, when something did. */
export function problem(text) {
    return text ? html`<div class="problem">${text}</div>` : html``;
}

/** What a failed call of the server has to say. */
export function messageOf(failure) {
    return failure?.error?.message ?? String(failure);
}

export function pretty(value) {
    if (value === undefined || value === null) {
        return '';
    }
    return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

export function time(moment) {
    return moment ? new Date(moment).toLocaleString() : '';
}
