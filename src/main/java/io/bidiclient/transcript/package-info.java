/** What was heard, as text: assembled on the input's time line and written in a person's format. */
package io.bidiclient.transcript;
