package org.acme;

import static io.restassured.RestAssured.given;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.text.IsEmptyString.emptyString;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

/**
 * Without a key or a login a scripted model answers, which Dev Services lend.
 */
@QuarkusTest
class AskResourceTest {

    @Test
    void isAnswered() {
        given().queryParam("question", "hello").when().get("/ask").then().statusCode(200).body(not(emptyString()));
    }
}
