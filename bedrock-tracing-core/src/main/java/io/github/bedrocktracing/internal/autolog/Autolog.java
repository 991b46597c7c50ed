/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.settings.Flags;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The process-wide switch of the interceptors that the service files attach.
 *
 * <p>What the program says last holds. While it has said nothing the flag decides, at each call
 * anew. A part of the process that begins and ends beside others, as an application context does,
 * says its word as a {@link Turn}, which gives way to what it found.
 */
public final class Autolog {
  /** Null while the program has said nothing. */
  private static volatile @Nullable Switch said;

  private Autolog() {}

  /** Switches tracing on with a configuration that may have an SDK of the library's own. */
  public static void enable(Tracing tracing) {
    say(new Switch(() -> tracing, false));
  }

  /**
   * Switches tracing on with a configuration until the returned turn ends.
   *
   * @return what to end when the part of the process ends that wants to be traced
   */
  public static Turn begin(Tracing tracing) {
    tracing.reopen();
    Switch begun = new Switch(() -> tracing, true);
    synchronized (Autolog.class) {
      begun.before = inForce(said);
      said = begun;
    }
    prepare();
    return new Turn(begun);
  }

  /** Makes now what the first call would have to wait for. */
  public static void prepare() {
    if (Flags.enabled()) {
      Guard.run(Problem.SDK, Autolog::current);
    }
  }

  /** Switches tracing on with the configuration of a program that has none of its own. */
  public static void enableDefault() {
    say(new Switch(() -> Default.TRACING, false));
  }

  /** Switches tracing off; calls in flight are still recorded to their end. */
  public static void disable() {
    say(new Switch(null, false));
  }

  /** Returns whether the interceptors of the service files trace a call that is made now. */
  public static boolean isEnabled() {
    Switch now = said;
    return Flags.enabled() && (now == null ? Flags.autolog() : now.tracing != null);
  }

  /** Returns what to trace with now; null while tracing is off. */
  public static @Nullable TracingConfiguration current() {
    Tracing tracing = tracing();
    return tracing == null ? null : tracing.withOwnSdk();
  }

  /** Returns the tracing in force now, as it is; null while tracing is off. */
  public static @Nullable Tracing tracing() {
    Switch now = said;
    if (now == null) {
      return Flags.autolog() ? Default.TRACING : null;
    }
    Supplier<Tracing> tracing = now.tracing;
    return tracing == null ? null : tracing.get();
  }

  /** Returns in words whether tracing is on, and who said so. */
  public static String state() {
    Switch now = said;
    if (now == null) {
      return Flags.autolog() ? "on, by bedrock.tracing.autolog" : "off, nobody switched it on";
    }
    return now.tracing == null
        ? "off, by the program"
        : now.ofATurn ? "on, by an application context" : "on, by the program";
  }

  private static synchronized void say(Switch word) {
    said = word;
  }

  /** Ends a turn; the words that were said after it stay in force. */
  private static synchronized void end(Switch turn) {
    turn.tracing = null;
    turn.ended = true;
    said = inForce(said);
    for (Switch word = said; word != null; word = word.before) {
      word.before = inForce(word.before);
    }
  }

  /** Returns the last word, of one and those that it was said over, that has not ended. */
  private static @Nullable Switch inForce(@Nullable Switch last) {
    Switch word = last;
    while (word != null && word.ended) {
      word = word.before;
    }
    return word;
  }

  /** The one tracing of a process that says nothing of its own, made when it is first needed. */
  private static final class Default {
    static final Tracing TRACING = Tracing.byDefault();
  }

  /** A time for which tracing is on; what was in force when it began is in force again after it. */
  public static final class Turn {
    private final Switch word;

    private Turn(Switch word) {
      this.word = word;
    }

    /**
     * Ends the turn, once: calls that are made from now on are traced as what is left in force
     * says. What the program or another turn has said since it began stays in force.
     */
    public void end() {
      Autolog.end(word);
    }

    /** Returns whether another turn is in force; a word of the program's own is none. */
    public boolean isCoveredByAnother() {
      Switch now = said;
      return now != null && now != word && now.ofATurn;
    }
  }

  /** One word about tracing; without a configuration it is off. */
  private static final class Switch {
    private volatile @Nullable Supplier<Tracing> tracing;

    /** What a turn was begun over; of use only while the turn is in force. */
    private @Nullable Switch before;

    private boolean ended;

    private final boolean ofATurn;

    Switch(@Nullable Supplier<Tracing> tracing, boolean ofATurn) {
      this.tracing = tracing;
      this.ofATurn = ofATurn;
    }
  }
}
