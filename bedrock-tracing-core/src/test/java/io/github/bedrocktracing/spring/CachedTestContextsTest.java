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
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * The contexts of an application's own tests, which Spring keeps for the next test that wants them.
 */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class CachedTestContextsTest {
  private static final Method TEST = Object.class.getMethods()[0];

  @Test
  void callsOfATest_areTracedByTheContextOfThatTest() throws Exception {
    TestContextManager one = new TestContextManager(One.class);
    TestContextManager other = new TestContextManager(Other.class);
    try (FakeBedrock bedrock = FakeBedrock.start();
        BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with())) {
      bedrock.answerJson("converse", PlainCall.ANSWER);

      run(one, client);
      run(other, client);
      run(other, client);
      run(one, client);
      Telemetry inOne = telemetry(one);
      Telemetry inOther = telemetry(other);
      assertThat(inOne.started()).isEqualTo(2);
      assertThat(inOther.started()).isEqualTo(2);

      BedrockTracing.disable();
      run(one, client);
      run(other, client);
      assertThat(inOne.started() + inOther.started()).as("what a test says stands").isEqualTo(4);
    } finally {
      one.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
      other.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
    }
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }

  private static void run(TestContextManager tests, BedrockRuntimeClient client) throws Exception {
    Object test = tests.getTestContext().getTestClass().getDeclaredConstructor().newInstance();
    tests.beforeTestClass();
    tests.prepareTestInstance(test);
    tests.beforeTestMethod(test, TEST);
    PlainCall.converse(client);
    tests.afterTestMethod(test, TEST, null);
    tests.afterTestClass();
  }

  private static Telemetry telemetry(TestContextManager tests) {
    return tests.getTestContext().getApplicationContext().getBean(Telemetry.class);
  }

  @ContextConfiguration(classes = {Application.class, One.Marker.class})
  static class One {
    static class Marker {}
  }

  @ContextConfiguration(classes = {Application.class, Other.Marker.class})
  static class Other {
    static class Marker {}
  }

  @ImportAutoConfiguration(BedrockTracingAutoConfiguration.class)
  static class Application {
    @Bean
    Telemetry telemetry() {
      return Telemetry.create();
    }

    @Bean(destroyMethod = "")
    OpenTelemetry openTelemetry(Telemetry telemetry) {
      return telemetry.openTelemetry();
    }
  }
}
