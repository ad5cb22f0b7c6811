/** The inputs that a command names: files, directories, lists, microphones, shards. */
package io.bidiclient.run.input;
