"""/healthz: whoever watches learns whether answers can be kept."""


def test_a_server_whose_database_answers_is_well(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "Set-Cookie" not in answer.headers


def test_a_server_whose_database_is_gone_says_so(app):
    # Whatever listens on no port stands for a database that was stopped.
    from sqlalchemy import create_engine

    from tests.postgres import free_port

    engine = app.extensions["engine"]
    app.extensions["engine"] = create_engine(f"postgresql+psycopg://127.0.0.1:{free_port()}/gone")
    answer = app.test_client().get("/healthz")
    app.extensions["engine"] = engine
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
