/** A real container behind the fronts, reached as SageMaker reaches it and held to its rules. */
package io.bidiclient.emulator.upstream;
