/**
 * Inputs that lie on a server and are read as they come.
 *
 * <pre>
 *  RemoteName ──RemoteFiles──► RemoteFile ──open(0)──► Part ──► ResumingInput ──► any reader of audio
 *                              HttpFile, …  ◄─open(n)── the connection broke after n bytes
 * </pre>
 *
 * <p>Another kind of server is a {@link io.bidiclient.run.remote.RemoteFile}, its scheme in {@link
 * io.bidiclient.run.remote.RemoteName} and its line in {@link
 * io.bidiclient.run.remote.RemoteFiles}.
 */
package io.bidiclient.run.remote;
