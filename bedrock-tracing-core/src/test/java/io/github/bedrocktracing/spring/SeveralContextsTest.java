/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Contexts that begin and end beside each other in one process, which has one switch. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class SeveralContextsTest {
  private final FakeBedrock bedrock = FakeBedrock.start();
  private final Telemetry first = Telemetry.create();
  private final Telemetry second = Telemetry.create();
  private final Telemetry third = Telemetry.create();
  private BedrockRuntimeClient client;

  @BeforeEach
  void buildClient() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
    client = Clients.sync(bedrock, Clients.with());
  }

  @AfterEach
  void close() {
    client.close();
    first.close();
    second.close();
    third.close();
    bedrock.close();
  }

  @Test
  void theLastThatBeganIsInForce_andGivesWayToTheOneBefore() {
    var outer = context(first);
    var inner = context(second);
    assertThat(recordedBy(second)).isTrue();

    inner.close();
    assertThat(recordedBy(first)).isTrue();

    outer.close();
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void closingTheOneThatIsNotInForce_leavesTheOther() {
    var earlier = context(first);
    var middle = context(second);
    var later = context(third);

    earlier.close();
    middle.close();
    assertThat(recordedBy(third)).isTrue();

    later.close();
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void whatTheProgramSaysAfterwards_stands() {
    var context = context(first);
    BedrockTracing own = BedrockTracing.builder().openTelemetry(second.openTelemetry()).build();
    BedrockTracing.autolog(own);

    context.close();

    assertThat(recordedBy(second)).isTrue();
  }

  @Test
  void whatTheProgramSaidBefore_isInForceAgain() {
    BedrockTracing own = BedrockTracing.builder().openTelemetry(second.openTelemetry()).build();
    BedrockTracing.autolog(own);
    var context = context(first);
    assertThat(recordedBy(first)).isTrue();

    context.close();

    assertThat(recordedBy(second)).isTrue();
  }

  @Test
  void whatTheProgramSwitchesOff_staysOff() {
    var earlier = context(first);
    var later = context(second);
    BedrockTracing.disable();

    later.close();
    assertThat(BedrockTracing.isEnabled()).isFalse();

    earlier.close();
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void child_tracesAsItsParent_andLeavesItOn() {
    var parent = context(first);
    var child = new AnnotationConfigApplicationContext();
    child.setParent(parent);
    child.registerBean("another", OpenTelemetry.class, second::openTelemetry);
    child.register(BedrockTracingAutoConfiguration.class);
    child.refresh();
    assertThat(recordedBy(first)).isTrue();

    child.close();
    assertThat(recordedBy(first)).isTrue();

    parent.close();
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void stoppedContext_tracesAgainOnceItIsStarted() {
    var context = context(first);
    var beside = context(second);

    context.stop();
    assertThat(recordedBy(second)).isTrue();
    context.start();
    assertThat(recordedBy(first)).isTrue();
    context.stop();
    assertThat(recordedBy(second)).isTrue();

    beside.close();
    assertThat(BedrockTracing.isEnabled()).isFalse();
    context.close();
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  @Test
  void contextThatFailsToStart_leavesNothingOn() {
    var context = new AnnotationConfigApplicationContext();
    context.registerBean("openTelemetry", OpenTelemetry.class, first::openTelemetry);
    context.register(BedrockTracingAutoConfiguration.class);
    context.registerBean(
        "failing",
        Object.class,
        () -> {
          assertThat(context.getBean(BedrockTracing.class)).isNotNull();
          assertThat(context.getBean(TracingSwitch.class).isRunning()).isTrue();
          assertThat(BedrockTracing.isEnabled()).isTrue();
          throw new IllegalStateException("does not start");
        });

    try {
      context.refresh();
    } catch (RuntimeException failure) {
      assertThat(failure).hasRootCauseMessage("does not start");
    }

    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  private static AnnotationConfigApplicationContext context(Telemetry telemetry) {
    var context = new AnnotationConfigApplicationContext();
    context.registerBean(
        "openTelemetry",
        OpenTelemetry.class,
        telemetry::openTelemetry,
        definition ->
            ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition)
                .setDestroyMethodName(""));
    context.register(BedrockTracingAutoConfiguration.class);
    context.refresh();
    return context;
  }

  /** Calls once, and tells whether that was recorded there and nowhere else. */
  private boolean recordedBy(Telemetry telemetry) {
    int there = telemetry.started();
    int all = first.started() + second.started() + third.started();
    PlainCall.converse(client);
    return telemetry.started() == there + 1
        && first.started() + second.started() + third.started() == all + 1;
  }
}
