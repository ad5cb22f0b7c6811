/** Audio through ffmpeg: a process that decodes what this program cannot, and what it logs. */
package io.bidiclient.audio.ffmpeg;
