package io.bidiclient.cli;
