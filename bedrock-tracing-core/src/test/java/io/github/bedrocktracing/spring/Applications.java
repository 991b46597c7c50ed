/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Whole applications: all auto-configurations there are, and properties in a file. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
abstract class Applications {
  /** Without it, an application would set up the logging of the whole process. */
  private static final String LOGGING = "org.springframework.boot.logging.LoggingSystem";

  private final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void prepare() {
    System.setProperty(LOGGING, "none");
    bedrock.answerJson("converse", PlainCall.ANSWER);
  }

  @AfterEach
  void close() {
    System.clearProperty(LOGGING);
    bedrock.close();
  }

  ConfigurableApplicationContext run(Class<?>... sources) {
    return run("classpath:/spring/application.properties", sources);
  }

  ConfigurableApplicationContext run(String properties, Class<?>... sources) {
    return new SpringApplicationBuilder(sources)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .properties("spring.config.location=" + properties)
        .initializers(context -> context.getBeanFactory().registerSingleton("bedrock", bedrock))
        .run();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Application {
    @Bean
    BedrockRuntimeClient bedrockClient(FakeBedrock bedrock) {
      return Clients.sync(bedrock, Clients.with());
    }

    @Bean
    InMemorySpanExporter spanExporter() {
      return InMemorySpanExporter.create();
    }

    @Bean
    SdkTracerProvider tracerProvider(InMemorySpanExporter exporter) {
      return SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(exporter))
          .build();
    }
  }
}
