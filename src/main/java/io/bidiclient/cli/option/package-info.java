/** The options of the command line, in the groups that help shows. */
package io.bidiclient.cli.option;
