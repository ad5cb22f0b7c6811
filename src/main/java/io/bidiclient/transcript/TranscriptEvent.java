package io.bidiclient.transcript;

import java.io.IOException;

/**
 * What a {@link TranscriptWriter} is given, in the order in which it becomes known. The set is
 * closed: a new kind is added here, and the visitor shows where it has to be thought of.
 */
public sealed interface TranscriptEvent
    permits SessionStarted,
        SessionsJoined,
        PlacedDelta,
        Word,
        Turn,
        WordsPassed,
        FinalText,
        WarningIssued,
        ProblemReported,
        Summary {
  /** The same about one channel; unchanged where it is about the input as a whole. */
  TranscriptEvent on(Channel channel);

  /** Calls the visitor's method for this event. */
  void accept(Visitor visitor) throws IOException;

  /** One method an event. */
  interface Visitor {
    /** A session begins to take audio. */
    void started(SessionStarted event) throws IOException;

    /** One session's text was joined to another's. */
    void joined(SessionsJoined event) throws IOException;

    /** A frame was transcribed. */
    void delta(PlacedDelta event) throws IOException;

    /** A word is whole; comes after the last delta of it. */
    void word(Word event) throws IOException;

    /** A sentence is complete, or what was said between two pauses. */
    void turn(Turn event) throws IOException;

    /** Earlier words have all come. */
    void passed(WordsPassed event) throws IOException;

    /** A session's transcript is complete. */
    void finalText(FinalText event) throws IOException;

    /** Something that a person should know. */
    void warning(WarningIssued event) throws IOException;

    /** Something went wrong with the run. */
    void problem(ProblemReported event) throws IOException;

    /** The last event. */
    void summary(Summary event) throws IOException;
  }
}
