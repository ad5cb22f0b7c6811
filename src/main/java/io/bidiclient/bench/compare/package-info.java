/** Two endpoints that heard the same at the same time: paired differences and what they show. */
package io.bidiclient.bench.compare;
