/** What a run tells while it runs: to its outputs, its progress row, its recording. */
package io.bidiclient.run.events;
