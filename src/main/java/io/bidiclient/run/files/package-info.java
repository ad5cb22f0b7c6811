/** The files that a command writes: whole or not there, and never one that it reads. */
package io.bidiclient.run.files;
