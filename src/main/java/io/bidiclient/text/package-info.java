/** Text as it is shown: what is safe to show, and how wide it is. */
package io.bidiclient.text;
