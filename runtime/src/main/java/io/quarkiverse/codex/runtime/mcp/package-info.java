/**
 * The application's tools over MCP, for a codex that takes tools in no other way. Nothing here is loaded in an application
 * without the Quarkus MCP Server.
 */
package io.quarkiverse.codex.runtime.mcp;
