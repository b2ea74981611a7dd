from flask import Flask, jsonify

app = Flask(__name__)
#     ^^^^^ HLT001: the service that `Flask` makes has no health route


@app.get("/orders")
def orders():
    return jsonify([])
