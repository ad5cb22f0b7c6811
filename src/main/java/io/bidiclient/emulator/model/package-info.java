/** What turns audio into text, frame by frame, and the models that do so without listening. */
package io.bidiclient.emulator.model;
