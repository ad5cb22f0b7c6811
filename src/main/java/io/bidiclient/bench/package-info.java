/**
 * The {@code bench} command: streams recordings many at once, measures what the endpoint makes of
 * them, and reports it.
 *
 * <pre>
 *   inputs ──load──► streams ──measure──► steps ──search──► capacity ──report──► table, files
 * </pre>
 */
package io.bidiclient.bench;
