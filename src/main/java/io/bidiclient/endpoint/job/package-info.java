/**
 * What the endpoint commands do: deploy, show and delete the stack that hosts the model. A job
 * reads the state again after every pause, and says before it leaves what may still cost money.
 *
 * <pre>
 *  deploy: check → plan → ask ──yes──► read again → execute → watch → ready
 *                          │no, signal               │refused    │signal, lost sight, failure
 *                          ▼                         ▼           ▼
 *                      drop the plan            drop the plan   say what goes on and what ends it
 * </pre>
 */
package io.bidiclient.endpoint.job;
