package io.bidiclient.emulator.delivery;

import io.bidiclient.emulator.model.EmulatorModel;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A model whose text comes as a {@link TextDelivery} says. The first utterance is written as the
 * model has it, each second one reworded: a client that goes back and sends audio again meets other
 * words for it.
 */
public final class DeliveredModel implements EmulatorModel {
  private final EmulatorModel model;
  private final TextDelivery delivery;
  private final AtomicInteger utterances = new AtomicInteger();

  /** A model around another. */
  public DeliveredModel(EmulatorModel model, TextDelivery delivery) {
    this.model = model;
    this.delivery = delivery;
  }

  @Override
  public String about() {
    return model.about();
  }

  @Override
  public void close() {
    model.close();
  }

  @Override
  public Utterance begin(Runnable ready) throws IOException {
    int number = utterances.getAndIncrement();
    Set<Rewording> changes = number % 2 == 1 ? delivery.reword() : Set.of();
    Rewriter rewriter = new Rewriter(changes);
    UnaryOperator<String> heard = delivery.mishearing().of(number);
    return new DeliveredUtterance(
        model.begin(ready), delivery, word -> rewriter.word(heard.apply(word)));
  }
}
