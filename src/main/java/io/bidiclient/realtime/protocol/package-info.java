/** The events of a realtime server and their JSON form, in each dialect that servers speak. */
package io.bidiclient.realtime.protocol;
