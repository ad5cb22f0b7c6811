/** Opens an input of any kind: looks at its first bytes and picks the reader that knows it. */
package io.bidiclient.audio.open;
