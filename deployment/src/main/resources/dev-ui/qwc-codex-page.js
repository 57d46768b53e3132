import { QwcHotReloadElement } from 'qwc-hot-reload-element';
import { JsonRpc } from 'jsonrpc';
import { clientChoice, firstClient, messageOf } from './qwc-codex-common.js';

// The Dev UI knows the streams of all tabs by a number, which begins with 0 in each: one tab would end those of the others.
JsonRpc.messageCounter += Math.floor(Math.random() * 1_000_000_000);

/**
 * A page that asks the application for what it shows: when it opens, when the application was reloaded, and when another
 * client is chosen.
 */
export class CodexPage extends QwcHotReloadElement {

    static properties = {
        _client: { state: true },
        _problem: { state: true }
    };

    constructor() {
        super();
        this.jsonRpc = new JsonRpc(this);
        this._client = firstClient();
        this._streams = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.hotReload();
    }

    disconnectedCallback() {
        this._stopWatching();
        super.disconnectedCallback();
    }

    hotReload() {
        this._stopWatching();
        this._load();
    }

    /** Asks for what the page shows. */
    _load() {
    }

    /** Forgets what was shown of the client that was chosen before. */
    _clear() {
    }

    /** Takes an answer of the application. A problem is one as well, and is shown in its place. */
    _ask(answer, take) {
        const client = this._client;
        this._problem = null;
        answer.then(({ result }) => {
            if (client !== this._client) {
                return;
            }
            if (result.problem) {
                this._problem = result.problem;
            } else {
                take(result);
            }
        }).catch(failure => this._problem = messageOf(failure));
    }

    /** Takes all that comes until the page closes. */
    _watch(stream, take) {
        this._streams.push(stream.onNext(({ result }) => take(result)));
    }

    _stopWatching() {
        this._streams.forEach(stream => stream.cancel());
        this._streams = [];
    }

    _clientChoice() {
        return clientChoice(this._client, name => {
            this._client = name;
            this._clear();
            this.hotReload();
        });
    }
}
