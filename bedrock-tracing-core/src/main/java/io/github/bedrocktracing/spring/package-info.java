/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Auto-configuration for Spring Boot; of use only where Spring is on the class path. */
@NullMarked
package io.github.bedrocktracing.spring;

import org.jspecify.annotations.NullMarked;
