/**
 * The one place that writes and reads JSON, on Jackson's streams. Whoever has something to say in
 * JSON gives its fields ({@link io.bidiclient.json.JsonBody.Fields}); whoever reads gets an object
 * ({@link io.bidiclient.json.JsonObject}).
 */
package io.bidiclient.json;
