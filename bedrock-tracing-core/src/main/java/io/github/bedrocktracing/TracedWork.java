/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.work.AgentContent;
import io.github.bedrocktracing.internal.work.WorkSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of the program itself that the AWS SDK cannot see, recorded as an INTERNAL span: an agent
 * ({@code invoke_agent {name}}) or a tool ({@code execute_tool {name}}).
 *
 * <pre>{@code
 * String answer =
 *     TracedWork.agent("weather").input(question).call(() -> {
 *       ...
 *       Document weather =
 *           TracedWork.tool("get_weather").callId(toolUse.toolUseId()).call(() -> look(city));
 *       ...
 *     });
 * }</pre>
 *
 * <p>Calls of Bedrock made by the code become children of the span. While tracing is off, the code
 * just runs. Whatever it gives or throws comes out unchanged. What it throws is recorded as {@code
 * error.type}, as the status ERROR and as one exception event, without the message unless content
 * is captured.
 *
 * <p>The static methods follow {@link BedrockTracing#autolog()}; {@link
 * BedrockTracing#agent(String)} and {@link BedrockTracing#tool(String)} trace with a configuration
 * of the program's own. Instances are immutable and may be used any number of times; names should
 * be few, since backends group by them. Work whose name is blank runs and is recorded as any other,
 * with a span that is named by the operation alone; the log tells of it once.
 */
public abstract sealed class TracedWork {
  private final WorkSource source;

  private TracedWork(WorkSource source) {
    this.source = source;
  }

  /**
   * {@return an agent that is traced while {@link BedrockTracing#autolog()} is on}
   *
   * @param name the name of the agent; a blank one is no name
   */
  public static Agent agent(String name) {
    return agent(WorkSource.AUTOLOG, name);
  }

  /**
   * {@return a tool that is traced while {@link BedrockTracing#autolog()} is on}
   *
   * @param name the name of the tool; a blank one is no name
   */
  public static Tool tool(String name) {
    return tool(WorkSource.AUTOLOG, name);
  }

  static Agent agent(WorkSource source, String name) {
    return new Agent(source, new Work.Agent(nameOrNone(name, "an agent"), null), AgentContent.NONE);
  }

  static Tool tool(WorkSource source, String name) {
    return new Tool(source, new Work.Tool(nameOrNone(name, "a tool"), null, null), null);
  }

  /** A name may come with the data of a running program, so that a blank one stops nothing. */
  private static String nameOrNone(String name, String whose) {
    if (!Objects.requireNonNull(name, "name").isBlank()) {
      return name;
    }
    Problems.report(Problem.WORK_NAME, whose);
    return "";
  }

  /**
   * Runs code as this work, on this thread.
   *
   * @param code what is run
   */
  public final void run(Runnable code) {
    start().run(code);
  }

  /**
   * Runs code as this work, on this thread, and returns what it gives.
   *
   * @param <T> what the code gives
   * @param <X> what the code may throw
   * @param code what is run
   * @return what the code gives
   * @throws X whatever the code throws, unchanged
   */
  public final <T extends @Nullable Object, X extends Exception> T call(Code<T, X> code) throws X {
    return start().call(code);
  }

  /**
   * Runs code that begins something asynchronous as this work. The work's context is current while
   * the code runs, and the span ends when the stage that the code gives completes; one that is
   * cancelled counts as failed.
   *
   * @param <F> the kind of stage
   * @param code what is run
   * @return the very stage that the code gives
   */
  public final <F extends CompletionStage<?>> F callAsync(Supplier<F> code) {
    return start().callAsync(code);
  }

  private WorkRun start() {
    return new WorkRun(source.start(work(), given()));
  }

  final WorkSource source() {
    return source;
  }

  abstract Work work();

  /** What the code is given, for where content is captured. */
  abstract @Nullable Object given();

  /**
   * Code of the program that gives a value or throws.
   *
   * @param <T> what it gives
   * @param <X> what it throws beside unchecked exceptions
   */
  @FunctionalInterface
  public interface Code<T extends @Nullable Object, X extends Exception> {
    /**
     * {@return the result of the code}
     *
     * @throws X if the code fails
     */
    T call() throws X;
  }

  /** An agent: the loop in which a program lets a model think and runs its tools. */
  public static final class Agent extends TracedWork {
    private final Work.Agent work;
    private final AgentContent content;

    private Agent(WorkSource source, Work.Agent work, AgentContent content) {
      super(source);
      this.work = work;
      this.content = content;
    }

    /**
     * {@return this agent with words on what it is for, recorded on its span}
     *
     * @param description the words; null for none
     */
    public Agent description(@Nullable String description) {
      return new Agent(source(), new Work.Agent(work.name(), description), content);
    }

    /**
     * {@return this agent with what it is asked, recorded only where content is captured}
     *
     * @param input a text, an SDK {@code Message} or a list of messages; maps, lists and an SDK
     *     {@code Document} are recorded as JSON, anything else as its text. Read when the agent has
     *     ended, except that a list is copied now if content is captured now
     */
    public Agent input(@Nullable Object input) {
      Object kept =
          input instanceof List<?> list && source().capturesContent()
              ? Guard.get(Problem.BODY, () -> new ArrayList<Object>(list), List.of())
              : input;
      return new Agent(source(), work, new AgentContent(kept, content.output()));
    }

    /**
     * {@return this agent with an answer other than what its code gives, which is recorded unless
     * this says otherwise; recorded only where content is captured, and not if the agent fails}
     *
     * @param output is asked once when the agent has ended; gives what {@link #input} takes, or a
     *     {@code ConverseResponse}, or null for no answer
     */
    public Agent output(Supplier<?> output) {
      Objects.requireNonNull(output, "output");
      return new Agent(source(), work, new AgentContent(content.input(), output));
    }

    @Override
    Work work() {
      return work;
    }

    @Override
    Object given() {
      return content;
    }
  }

  /** A tool: one function of the program that a model may ask for. */
  public static final class Tool extends TracedWork {
    private final Work.Tool work;
    private final @Nullable Object arguments;

    private Tool(WorkSource source, Work.Tool work, @Nullable Object arguments) {
      super(source);
      this.work = work;
      this.arguments = arguments;
    }

    /**
     * {@return this tool with words on what it is for, recorded on its span}
     *
     * @param description the words; null for none
     */
    public Tool description(@Nullable String description) {
      return new Tool(source(), new Work.Tool(work.name(), description, work.callId()), arguments);
    }

    /**
     * {@return this tool with the id of the model's wish, such as {@code toolUseId}}
     *
     * @param callId the id; null for none
     */
    public Tool callId(@Nullable String callId) {
      return new Tool(source(), new Work.Tool(work.name(), work.description(), callId), arguments);
    }

    /**
     * {@return this tool with what it is given, recorded only where content is captured, as is its
     * result}
     *
     * @param arguments an SDK {@code Document}, a text, or maps, lists and scalars; anything else
     *     is recorded as its text. Read when the tool has ended
     */
    public Tool arguments(@Nullable Object arguments) {
      return new Tool(source(), work, arguments);
    }

    @Override
    Work work() {
      return work;
    }

    @Override
    @Nullable Object given() {
      return arguments;
    }

    /** Records that the program has no such tool. */
    void missing() {
      source().start(work, arguments).missing();
    }
  }
}
