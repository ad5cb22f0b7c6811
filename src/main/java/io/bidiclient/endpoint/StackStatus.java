package io.bidiclient.endpoint;

/**
 * Every status that a stack can have, and what it means to somebody who pays for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Stack.html">StackStatus</a>
 */
public enum StackStatus {
  /** A change set waits to be run; nothing was made yet. */
  REVIEW_IN_PROGRESS(Change.CREATE, Removal.ASK, Bill.NO),
  /** Being made. */
  CREATE_IN_PROGRESS(Change.WAIT, Removal.ASK, Bill.MAYBE),
  /** Made. */
  CREATE_COMPLETE(Change.UPDATE, Removal.ASK, Bill.YES),
  /** Could not be made, and what was made is still there. */
  CREATE_FAILED(Change.DELETE_FIRST, Removal.ASK, Bill.MAYBE),
  /** Could not be made; what was made is being taken away. */
  ROLLBACK_IN_PROGRESS(Change.WAIT, Removal.ASK, Bill.MAYBE),
  /** Could not be made, and holds nothing any more. */
  ROLLBACK_COMPLETE(Change.DELETE_FIRST, Removal.ASK, Bill.NO),
  /** Could not be made, and not all of it could be taken away. */
  ROLLBACK_FAILED(Change.DELETE_FIRST, Removal.ASK, Bill.MAYBE),
  /** Being deleted. */
  DELETE_IN_PROGRESS(Change.WAIT, Removal.FOLLOW, Bill.MAYBE),
  /** Deleted; still shown under its full name. */
  DELETE_COMPLETE(Change.CREATE, Removal.NONE, Bill.NO),
  /** Not all of it could be deleted. */
  DELETE_FAILED(Change.DELETE_FIRST, Removal.ASK, Bill.MAYBE),
  /** Being changed. */
  UPDATE_IN_PROGRESS(Change.WAIT, Removal.WAIT, Bill.YES),
  /** Changed; what was replaced is being taken away. */
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS(Change.WAIT, Removal.WAIT, Bill.YES),
  /** Changed. */
  UPDATE_COMPLETE(Change.UPDATE, Removal.ASK, Bill.YES),
  /** A change failed where somebody had turned the rollback off. */
  UPDATE_FAILED(Change.ROLL_BACK_FIRST, Removal.ASK, Bill.YES),
  /** A change failed and is being taken back. */
  UPDATE_ROLLBACK_IN_PROGRESS(Change.WAIT, Removal.WAIT, Bill.YES),
  /** A change failed and was taken back; what was added is being taken away. */
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS(Change.WAIT, Removal.WAIT, Bill.YES),
  /** A change failed and was taken back. */
  UPDATE_ROLLBACK_COMPLETE(Change.UPDATE, Removal.ASK, Bill.YES),
  /** A change failed and could not be taken back. */
  UPDATE_ROLLBACK_FAILED(Change.CONTINUE_FIRST, Removal.ASK, Bill.YES),
  /** Resources are being brought in. */
  IMPORT_IN_PROGRESS(Change.WAIT, Removal.WAIT, Bill.YES),
  /** Resources were brought in. */
  IMPORT_COMPLETE(Change.UPDATE, Removal.ASK, Bill.YES),
  /** Resources could not be brought in; that is being taken back. */
  IMPORT_ROLLBACK_IN_PROGRESS(Change.WAIT, Removal.WAIT, Bill.YES),
  /** Resources could not be brought in, and that could not be taken back. */
  IMPORT_ROLLBACK_FAILED(Change.DELETE_FIRST, Removal.ASK, Bill.YES),
  /** Resources could not be brought in, and that was taken back. */
  IMPORT_ROLLBACK_COMPLETE(Change.UPDATE, Removal.ASK, Bill.YES),
  /** A status that CloudFormation did not have when this was written. */
  UNKNOWN(Change.WAIT, Removal.ASK, Bill.MAYBE);

  /** What a deployment can do with it. */
  public enum Change {
    /** Make it. */
    CREATE,
    /** Change it. */
    UPDATE,
    /** Nothing until the work in progress is done. */
    WAIT,
    /** Nothing until it is deleted. */
    DELETE_FIRST,
    /** Nothing until its failed change is taken back. */
    ROLL_BACK_FIRST,
    /** Nothing until its failed rollback is continued, or it is deleted. */
    CONTINUE_FIRST
  }

  /** What a deletion can do with it. */
  public enum Removal {
    /** Delete it, once that is agreed to. */
    ASK,
    /** Watch the deletion that goes on. */
    FOLLOW,
    /** Nothing until the work in progress is done: CloudFormation refuses. */
    WAIT,
    /** Nothing: it is gone. */
    NONE
  }

  /** Whether its instances cost money. */
  public enum Bill {
    /** They do. */
    YES,
    /** Some may. */
    MAYBE,
    /** There are none. */
    NO
  }

  private final Change change;
  private final Removal removal;
  private final Bill bill;

  StackStatus(Change change, Removal removal, Bill bill) {
    this.change = change;
    this.removal = removal;
    this.bill = bill;
  }

  /** The status of that name, or {@link #UNKNOWN}. */
  static StackStatus of(String name) {
    for (StackStatus status : values()) {
      if (status.name().equals(name)) {
        return status;
      }
    }
    return UNKNOWN;
  }

  /** What a deployment can do with it. */
  public Change change() {
    return change;
  }

  /** What a deletion can do with it. */
  public Removal removal() {
    return removal;
  }

  /** Whether its instances cost money. */
  public Bill bill() {
    return bill;
  }

  /** Whether something is being done to it. */
  public boolean busy() {
    return name().endsWith("_IN_PROGRESS") && this != REVIEW_IN_PROGRESS;
  }
}
