/**
 * How clients come into an application: made from the configuration, ended with the application.
 */
package io.quarkiverse.codex.runtime;
