package io.quarkiverse.codex.review;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The packaged service.
 */
@QuarkusIntegrationTest
class ReviewServiceIT extends ReviewServiceTest {
}
