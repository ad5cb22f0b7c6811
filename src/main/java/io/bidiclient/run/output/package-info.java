/** Where transcripts go: standard output, named files, a directory. */
package io.bidiclient.run.output;
