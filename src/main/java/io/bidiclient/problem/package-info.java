/** A failure as a person is told of it, and the exit code that goes with it. */
package io.bidiclient.problem;
