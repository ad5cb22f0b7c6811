/** How an emulator is set up: its options, the server that it plays, and what goes wrong. */
package io.bidiclient.emulator.config;
