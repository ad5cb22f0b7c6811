/**
 * Many paced streams at once: inputs that are read once, streams that start out of step, and what
 * this machine had to do for it.
 */
package io.bidiclient.bench.load;
