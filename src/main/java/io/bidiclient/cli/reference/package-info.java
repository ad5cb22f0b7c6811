/**
 * What the commands' own model tells to a shell and to a reader: completion scripts and the manual
 * page. Knows no command, only picocli's model of all of them.
 */
package io.bidiclient.cli.reference;
