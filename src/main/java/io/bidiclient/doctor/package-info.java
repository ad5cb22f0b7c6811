/** Finds what stands between this machine and a transcript, one check at a time. */
package io.bidiclient.doctor;
