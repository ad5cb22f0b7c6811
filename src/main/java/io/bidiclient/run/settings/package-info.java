/** What a run was asked to do, made once from the command line. */
package io.bidiclient.run.settings;
