/**
 * What the command line says of itself: grouped help, the version, and what a mistyped word meant.
 */
package io.bidiclient.cli.help;
