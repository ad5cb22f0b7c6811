/**
 * AWS's control plane as far as the stack that hosts the model goes: its template, its state and
 * events, one call each, and the endpoint and the caller as AWS sees them. What is done with it is
 * in {@link io.bidiclient.endpoint.job}.
 */
package io.bidiclient.endpoint;
